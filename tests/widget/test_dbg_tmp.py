from tests.widget.conftest import *
from tests.widget.test_embedding import *
def test_dbg(page, allowed):
    page.on("request", lambda r: print("REQ", r.method, r.url, {k:v for k,v in r.headers.items() if k in("x-heardback-session","origin")}))
    page.on("response", lambda r: print("RES", r.status, r.url))
    tell(open_chat(page, allowed))
    fr=[f for f in page.frames if "embedded" in f.url][0]
    print("LS", fr.evaluate("JSON.stringify(localStorage)"))
    frame=open_chat(page, allowed)
    page.wait_for_timeout(1500)
    fr=[f for f in page.frames if "embedded" in f.url][0]
    print("LS", fr.evaluate("JSON.stringify(localStorage)"))
