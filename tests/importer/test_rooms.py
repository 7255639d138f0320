"""The import with the real rooms, from a caption's words to the photo that a page shows."""

from catalog.vocabulary.codes import HandoutState, Origin

CAPTIONS = (
    "Workers repaint a lighthouse near Yerevan, Armenia, 3 May 2020. EPA-EFE/ARMENIAN PORT MINISTRY HANDOUT\n"
    "Children fly kites near Yerevan, Armenia, 4 May 2020. EPA-EFE/Armenian Port Ministry / HANDOUT\n"
    "Gulls rest on a wall near Yerevan, Armenia, May 5, 2020. (AP Photo/Ann Reed)\n"
)


def test_captions_become_photos_with_a_shared_handout_source(store, take, write):
    report = take(write("desk.txt", CAPTIONS), as_="lines", readers=None)

    assert report.clean
    photos = store.photos(store.photo_ids())
    assert [photo.caption.origin for photo in photos] == [Origin.HANDOUT, Origin.HANDOUT, Origin.OWN]
    assert [photo.handout.state for photo in photos] == [
        HandoutState.STATED,
        HandoutState.STATED,
        HandoutState.NOT_INDICATED,
    ]
    assert photos[0].handout.from_ == photos[1].handout.from_
    assert [one.photos for one in store.handout_sources()] == [2]
    assert any(finding.rule.startswith("handout") for finding in photos[0].findings)
    assert photos[0].values["country"].shown == "AM"


def test_the_real_rooms_too_change_nothing_the_second_time(outcome, write, settings):
    settings.knowledge_path.mkdir()
    path = write("desk.txt", CAPTIONS)

    assert outcome(path, as_="lines", readers=None) == (3, 0, 0, 0)
    assert outcome(path, as_="lines", readers=None) == (0, 0, 3, 0)
