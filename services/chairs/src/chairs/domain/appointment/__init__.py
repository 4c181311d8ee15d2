"""Who chairs and who writes one case's review, from the commission to the settlement."""
