"""Owners' sign-in by WeChat or LINE: allauth speaks with the provider, and no account of staff or allauth is made.

`views` are the pages; `begun` what the browser keeps for some minutes; `exchange` the calls to a provider, with a
module for each; `failure` why it came to nothing. `exchange` and the modules of the providers load `requests`: they
are imported only where somebody goes to a provider.
"""
