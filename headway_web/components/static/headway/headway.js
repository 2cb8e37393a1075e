// Makes GOV.UK's components work where scripts run; every page works without.
import { initAll } from "./govuk/govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
