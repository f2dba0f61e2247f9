import { grantOf, type Grant } from "./fragment";

/**
 * What came with this page; it lives in this variable and nowhere else. Taken when this module is loaded, and the page
 * loads it first: before anything else can read the address, record it or share it.
 */
let taken: Grant = { kind: "nothing" };
if (window.location.pathname === "/course/callback" && window.location.hash !== "") {
  taken = grantOf(window.location.hash);
  history.replaceState(null, "", window.location.pathname);
}

export const courseGrant = (): Grant => taken;

export function forgetCourseGrant(): void {
  taken = { kind: "nothing" };
}
