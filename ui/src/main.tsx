// The page's one entry: puts the app into the document.
import { render } from "preact";
import { App } from "./app";
import { t } from "./strings";
import "./style/base.css";
import "./style/layout.css";
import "./style/decision.css";
import "./style/reading.css";
import "./style/viewer.css";
import "./style/camera.css";
import "./style/print.css";

document.documentElement.lang = t.lang;
document.documentElement.dir = t.dir;
const root = document.getElementById("app");
if (root) render(<App />, root);
