"""The trials a bundle goes through, each a room: photographs in, through `ocellus screen`, claims and curves out."""
