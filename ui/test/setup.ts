// Tests speak English unless they say otherwise.
import { speak } from "../src/strings";

await speak("en");
