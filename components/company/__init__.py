"""企业 on screen: the page of one company and what is entered there."""
