"""The pages of quality: the panel's evaluation of a chair, the sheet of performance, what chairs see of their own."""
