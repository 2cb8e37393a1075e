// Makes GOV.UK's components work where scripts run; every page works without.
import { initAll, isSupported } from "./govuk/govuk-frontend.js";

if (isSupported()) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  initAll();
}
