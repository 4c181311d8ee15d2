"""How is a commission put in writing? (H-06)"""
