import { hasSignedInBefore, session, signIn } from "../auth/session";
import { t, type MessageKey } from "../i18n/i18n";
import { Icon, type IconName } from "../ui/icons";

const points: readonly { icon: IconName; title: MessageKey; text: MessageKey }[] = [
  { icon: "lock", title: "landing.safe.title", text: "landing.safe.text" },
  { icon: "bolt", title: "landing.fast.title", text: "landing.fast.text" },
  { icon: "keyboard", title: "landing.access.title", text: "landing.access.text" },
  { icon: "search", title: "landing.hangul.title", text: "landing.hangul.text" },
  { icon: "repeat", title: "landing.recur.title", text: "landing.recur.text" },
  { icon: "undo", title: "landing.undo.title", text: "landing.undo.text" },
];

/** What a visitor who is not signed in sees first. */
export function LandingPage() {
  return (
    <main class="landing">
      <section class="hero">
        <div class="hero-text">
          <h1>{t("landing.title")}</h1>
          <p class="hero-lead">{t("landing.lead")}</p>
          <div class="hero-actions"><Actions /></div>
        </div>
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
      <footer class="landing-foot">
        <p>{t("landing.course")} <a href="/course/items">{t("landing.course-link")}</a></p>
      </footer>
    </main>
  );
}

function Actions() {
  const current = session.value;
  if (current.status !== "signed-out" || !current.possible || hasSignedInBefore()) {
    return <a class="button button-primary button-large" href="/boards">{t("landing.start")}</a>;
  }
  return (
    <>
      <button type="button" class="button button-primary button-large" onClick={() => void signIn("signup", "/boards")}>{t("auth.sign-up")}</button>
      <button type="button" class="button button-large" onClick={() => void signIn("login", "/boards")}>{t("auth.sign-in")}</button>
    </>
  );
}

interface PictureCard {
  title: MessageKey;
  label: "violet" | "green" | "amber" | "rose" | "blue";
  lifted?: true;
}

const picture: readonly { title: MessageKey; cards: readonly PictureCard[] }[] = [
  { title: "landing.column.todo", cards: [{ title: "landing.card.1", label: "violet" }, { title: "landing.card.2", label: "blue" }, { title: "landing.card.3", label: "amber" }] },
  { title: "landing.column.doing", cards: [{ title: "landing.card.4", label: "rose", lifted: true }, { title: "landing.card.5", label: "green" }] },
  { title: "landing.column.done", cards: [{ title: "landing.card.6", label: "green" }] },
];

/** A still board, drawn with the real thing's styles; pure decoration. */
function BoardPicture() {
  return (
    <div class="picture" aria-hidden="true">
      {picture.map((column) => (
        <div key={column.title} class="picture-column">
          <p class="picture-head">{t(column.title)}<span class="count">{column.cards.length}</span></p>
          {column.cards.map((card) => (
            <div key={card.title} class={`picture-card ${card.lifted ? "picture-card-lifted" : ""}`}>
              <span class={`chip-bar tint-${card.label}`} />
              {t(card.title)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
