"""Line drawings in two colours, 24 × 24: class a is the wash, class b the line. The style sheet colours them, day and night."""

ICONS = {
    "passport": (
        '<rect class="a" x="5" y="3" width="14" height="18" rx="2"/>'
        '<path class="b" d="M7 3h10a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM9 17.5h6"/>'
        '<circle class="b" cx="12" cy="10" r="3.6"/>'
        '<path class="b" d="M8.4 10h7.2M12 6.4c-2.2 2.3-2.2 4.9 0 7.2 2.2-2.3 2.2-4.9 0-7.2"/>'
    ),
    "boarding": (
        '<path class="a" d="M2.5 7h19v10h-19z"/>'
        '<path class="b" d="M3.5 6.5h17a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-17a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z"/>'
        '<path class="b" d="M16 6.5v2m0 2.3v2.4m0 2.3v2M5.5 10.5h7M5.5 13.5h4M18.7 10v4"/>'
    ),
    "ticket": (
        '<path class="a" d="M3 6h18v4a2 2 0 0 0 0 4v4H3v-4a2 2 0 0 0 0-4z"/>'
        '<path class="b" d="M3 6h18v4a2 2 0 0 0 0 4v4H3v-4a2 2 0 0 0 0-4zM9 6v2m0 3v2m0 3v2M12.5 10.5h4M12.5 13.5h3"/>'
    ),
    "stamp": (
        '<circle class="a" cx="12" cy="12" r="9"/>'
        '<circle class="b" cx="12" cy="12" r="9"/>'
        '<circle class="b" cx="12" cy="12" r="5.6" stroke-dasharray="2 2.2"/>'
        '<path class="b" d="M9.2 12h5.6"/>'
    ),
    "letter": (
        '<rect class="a" x="3" y="5.5" width="18" height="13" rx="1.5"/>'
        '<rect class="b" x="3" y="5.5" width="18" height="13" rx="1.5"/>'
        '<path class="b" d="M3.5 7l8.5 6 8.5-6"/>'
    ),
    "lock": (
        '<rect class="a" x="5" y="11" width="14" height="9.5" rx="1.5"/>'
        '<rect class="b" x="5" y="11" width="14" height="9.5" rx="1.5"/>'
        '<path class="b" d="M8 11V7.5a4 4 0 0 1 8 0V11"/>'
        '<path class="b" d="M12 14.5v2.5"/>'
    ),
    "check": (
        '<circle class="a" cx="12" cy="12" r="9"/>'
        '<circle class="b" cx="12" cy="12" r="9"/>'
        '<path class="b" d="M7.8 12.4l2.9 2.9 5.6-6.2"/>'
    ),
    "file": (
        '<path class="a" d="M6 3h8l4 4v14H6z"/>'
        '<path class="b" d="M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zM14 3v4h4M9 12h6M9 15.5h6"/>'
    ),
    "person": (
        '<path class="a" d="M4.5 20.5c.6-4.2 3.4-6 7.5-6s6.9 1.8 7.5 6z"/>'
        '<circle class="b" cx="12" cy="8" r="4"/>'
        '<path class="b" d="M4.5 20.5c.6-4.2 3.4-6 7.5-6s6.9 1.8 7.5 6z"/>'
    ),
    "pen": (
        '<path class="a" d="M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18z"/>'
        '<path class="b" d="M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18zM14 6.5l3.5 3.5M4 21.5h16"/>'
    ),
    "clock": (
        '<circle class="a" cx="12" cy="12" r="9"/>'
        '<circle class="b" cx="12" cy="12" r="9"/>'
        '<path class="b" d="M12 6.5V12l3.5 2"/>'
    ),
}
