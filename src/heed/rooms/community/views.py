"""The first page of the community room: what there is, in a word each."""

from django.http import HttpResponse
from django.shortcuts import render

from heed.rooms.community.requests import CommunityRequest, community_page


@community_page
def home(request: CommunityRequest) -> HttpResponse:
    """Every section of the room, with what it is for."""
    return render(request, "community/home.html")
