"""The web application: one server with one safety module, to which rooms bring their pages (`review`; here: paste)."""
