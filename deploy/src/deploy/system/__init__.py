"""The whole system on one machine: its folder, its message server, its processes."""
