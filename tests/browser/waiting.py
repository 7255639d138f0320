"""What a test waits for before it goes on: a sign on the page, never a stretch of time."""


def wait_for_keys(page):
    """Wait until the page's scripts listen: they show the button that lists the keys, then a key counts."""
    page.locator("[data-help]:not([hidden])").wait_for(state="attached")


def wait_for_pictures(page):
    """Load every picture, those below the fold too; one that cannot be shown is an error.

    Playwright's `wait_for_function` is of no use here: where it must wait, our policy refuses its `eval`.
    """
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
