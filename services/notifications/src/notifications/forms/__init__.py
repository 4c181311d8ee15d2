"""What do the forms say, and how do they look? One module a form; `render` prints them all."""
