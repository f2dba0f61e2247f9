import { useEffect, useRef } from "preact/hooks";
import { CallbackPage } from "../auth/callback-page";
import { Gate, Starting } from "../auth/gate";
import { session } from "../auth/session";
import { UserMenu } from "../auth/user-menu";
import { InvitePage } from "../home/invite-page";
import { t } from "../i18n/i18n";
import { LandingPage } from "../landing/landing-page";
import { address, navigate } from "../routing/router";
import { demoBoardId, routeOf, type Route } from "../routing/routes";
import { pageKeyOf, titleOf } from "../routing/titles";
import { announce } from "../ui/announce";
import { EmptyState } from "../ui/empty-state";
import { Overlay } from "../ui/overlay";
import { Lazy } from "./lazy";
import { loadBoardPage, loadBoardsPage, loadCourseCallback, loadDemoPage, loadItemsPage } from "./pages";
import { TopBar } from "./top-bar";

export function App() {
  const route = routeOf(address.value.pathname);
  const title = titleOf(route);
  useEffect(() => describe(route, title), [route.page, title]);
  useArrival(pageKeyOf(route), title);
  return (
    <>
      <a class="skip-link" href="#content">{t("nav.skip")}</a>
      <TopBar><UserMenu /></TopBar>
      <div id="content" tabIndex={-1}><Page route={route} /></div>
      <Overlay />
    </>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case "landing":
      return session.value.status === "signed-in" ? <ToBoards /> : <LandingPage />;
    case "items":
      return <Lazy load={loadItemsPage} page={(module) => <module.ItemsPage />} />;
    case "course-callback":
      return <Lazy load={loadCourseCallback} page={(module) => <module.CourseCallbackPage />} />;
    case "callback":
      // The code can be traded only once the configuration is there.
      return session.value.status === "starting" ? <Starting /> : <CallbackPage />;
    case "boards":
      // Outside of the gate: it comes while the session is restored.
      return <Lazy load={loadBoardsPage} page={(module) => <Gate><module.BoardsPage /></Gate>} />;
    case "board":
      return route.boardId === demoBoardId
        ? <Lazy load={loadDemoPage} page={(module) => <module.DemoPage />} />
        : <Gate><Lazy load={loadBoardPage} page={(module) => <module.BoardPage key={route.boardId} boardId={route.boardId} />} /></Gate>;
    case "invite":
      return <Gate reason="invited"><InvitePage code={route.code} /></Gate>;
    case "not-found":
      return <NotFound />;
  }
}

function ToBoards() {
  useEffect(() => navigate("/boards", { replace: true }), []);
  return null;
}

function NotFound() {
  return (
    <main class="page">
      <EmptyState page icon="search" title={t("not-found.title")} text={t("not-found.text")}>
        <a class="button" href="/">{t("app.home")}</a>
      </EmptyState>
    </main>
  );
}

/** Names the page in the tab; only the landing page wants to be found by search engines. */
function describe(route: Route, title: string | null): void {
  document.title = title === null || route.page === "landing" ? "KanbanAspire" : `${title} · KanbanAspire`;
  document.querySelector("meta[name=robots]")?.remove();
  if (route.page !== "landing") {
    const robots = document.createElement("meta");
    robots.name = "robots";
    robots.content = "noindex";
    document.head.append(robots);
  }
}

/** Does for a new page what a browser does when it loads one: says its title and puts the focus at its start. */
function useArrival(page: string, title: string | null): void {
  const focused = useRef(page);
  const announced = useRef(page);
  useEffect(() => {
    const content = document.getElementById("content");
    if (focused.current !== page && content?.contains(document.activeElement) === false) {
      content.focus({ preventScroll: true });
    }
    focused.current = page;
  }, [page]);
  useEffect(() => {
    if (announced.current !== page && title !== null) {
      announced.current = page;
      announce(title);
    }
  }, [page, title]);
}
