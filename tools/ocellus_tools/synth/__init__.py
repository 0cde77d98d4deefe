"""Synthetic eyes: fundus photographs drawn by a program, of no person, with exact masks and labels."""

from .eye import MAPS, SyntheticEye, make_eye

__all__ = ["MAPS", "SyntheticEye", "make_eye"]
