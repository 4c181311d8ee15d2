"""What has happened to a dispatch, to the directory and to what is held? One module each."""
