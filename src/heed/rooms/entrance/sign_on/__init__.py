"""Single sign-on over `allauth.socialaccount`: a person signs in at a provider, and the account exists already.

`views` are the pages; `adapter` what allauth asks us; `result` what a proven identity leads to; `exchange` the calls to
a provider, with a module for each kind. `adapter`, `exchange` and these modules load `requests`: they are imported only
where a provider is configured.
"""
