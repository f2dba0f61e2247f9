import { hasSignedInBefore, session, signIn } from "../auth/session";
import { t, type MessageKey } from "../i18n/i18n";
import { Icon, type IconName } from "../ui/icons";
import { BoardPicture } from "./board-picture";

const points: readonly { icon: IconName; title: MessageKey; text: MessageKey }[] = [
  { icon: "users", title: "landing.safe.title", text: "landing.safe.text" },
  { icon: "bolt", title: "landing.fast.title", text: "landing.fast.text" },
  { icon: "undo", title: "landing.undo.title", text: "landing.undo.text" },
  { icon: "search", title: "landing.hangul.title", text: "landing.hangul.text" },
  { icon: "repeat", title: "landing.recur.title", text: "landing.recur.text" },
  { icon: "keyboard", title: "landing.access.title", text: "landing.access.text" },
];

/** What a visitor who is not signed in sees first. */
export function LandingPage() {
  return (
    <main class="landing">
      <section class="hero">
        <h1>{t("landing.title")}</h1>
        <p class="hero-lead">{t("landing.lead")}</p>
        <div class="hero-actions"><TryDemo /><Account /></div>
        <p class="hero-note">{t("landing.note")}</p>
        <BoardPicture />
      </section>
      <ul class="points">
        {points.map(({ icon, title, text }) => (
          <li key={title} class="point">
            <span class="point-icon"><Icon name={icon} size={22} /></span>
            <h2>{t(title)}</h2>
            <p>{t(text)}</p>
          </li>
        ))}
      </ul>
      <section class="landing-end">
        <h2>{t("landing.end.title")}</h2>
        <p>{t("landing.end.text")}</p>
        <div class="hero-actions"><TryDemo /></div>
      </section>
      <footer class="landing-foot">
        <p>{t("landing.course")} <a href="/course/items">{t("landing.course-link")}</a></p>
      </footer>
    </main>
  );
}

const TryDemo = () => <a class="button button-primary button-large" href="/demo">{t("landing.demo")}</a>;

function Account() {
  const current = session.value;
  if (current.status !== "signed-out" || !current.possible || hasSignedInBefore()) {
    return <a class="button button-large" href="/boards">{t("landing.start")}</a>;
  }
  return (
    <>
      <button type="button" class="button button-large" onClick={() => void signIn("signup", "/boards")}>{t("auth.sign-up")}</button>
      <button type="button" class="button button-quiet button-large" onClick={() => void signIn("login", "/boards")}>{t("auth.sign-in")}</button>
    </>
  );
}
