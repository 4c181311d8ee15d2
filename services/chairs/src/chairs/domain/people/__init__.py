"""Somebody who could chair a review: are they fit, independent, known already?"""
