"""What has happened to an action plan, and to a quarter's report? One module each."""
