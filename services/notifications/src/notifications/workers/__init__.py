"""What does the service do by itself, while it holds the lease?"""
