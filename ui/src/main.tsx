// The page's one entry: puts the app into the document.
import { render } from "preact";
import { prime } from "./api/client";
import { worklistPath } from "./api/day";
import { App } from "./app";
import { routeOf } from "./route";
import { onSpoken, preferred, speak } from "./strings";
import { PEOPLE } from "./views/day/people";
import "./style/base.css";
import "./style/layout.css";
import "./style/decision.css";
import "./style/reading.css";
import "./style/viewer.css";
import "./style/camera.css";
import "./style/shell.css";
import "./style/day.css";
import "./style/print.css";

prime("api/session");
// Asked for beside the words and the session; where nobody is signed in the box declines it.
if (["home", "work"].includes(routeOf(location.hash).at)) prime(worklistPath("today", "", null, PEOPLE));

const root = document.getElementById("app");
const show = () => root && render(<App />, root);
onSpoken(show);
try {
  await speak(preferred());
} catch (error) {
  console.error(error);
  // No catalogue came, so this one line is in none.
  if (root) root.textContent = "Ocellus could not load its words. Reload this page.";
}
