"""The pages of chairs: the approved list, the choice of a chair for a case, the appointment."""
