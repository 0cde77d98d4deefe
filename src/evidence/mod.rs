//! Runs the vision graph: maps become findings, landmarks and condition probabilities.
