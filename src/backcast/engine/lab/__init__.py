"""The lab: a labour market on a contact network, after Calvó-Armengol and Jackson (2004)."""
