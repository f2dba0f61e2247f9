import { useEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../i18n/i18n";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icons";
import { toast } from "../ui/toasts";
import { courseGrant, forgetCourseGrant } from "./taken-grant";

/** Where the course's sign-in ends: shows the access token and what to do with it. It is never sent or stored from here. */
export function CourseCallbackPage() {
  const grant = useMemo(courseGrant, []);
  useEffect(() => forgetCourseGrant, []);
  switch (grant.kind) {
    case "token":
      return <Token accessToken={grant.accessToken} minutes={grant.minutes} />;
    case "refused":
      return <main class="page"><EmptyState page icon="warning" title={t("course.refused")} text={grant.reason} /></main>;
    case "nothing":
      return <main class="page"><EmptyState page icon="lock" title={t("course.no-token")} text={t("course.no-token-text")} /></main>;
  }
}

function Token({ accessToken, minutes }: { accessToken: string; minutes: number | null }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(accessToken);
      toast({ text: t("action.copied") });
    } catch {
      // Without leave to write to the clipboard, the marked text can be copied by hand.
      field.current?.select();
    }
  };
  const { origin } = window.location;
  return (
    <main class="page course-token">
      <h1>{t("course.token-title")}</h1>
      <p>{t("course.token-text")} {minutes !== null && t("course.token-lifetime", { n: minutes })}</p>
      <label class="field">
        <span class="field-label">{t("course.token")}</span>
        <textarea ref={field} class="input token-field" readOnly rows={6} spellcheck={false} value={accessToken} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p><button type="button" class="button button-primary" onClick={() => void copy()}><Icon name="copy" />{t("course.copy")}</button></p>
      <h2>{t("course.next")}</h2>
      <ol class="steps">
        <li>{t("course.step-shell")}<pre tabIndex={0}><code>{`TOKEN=${t("course.paste-here")}\ncurl -H "authorization: Bearer $TOKEN" ${origin}/items`}</code></pre></li>
        <li>{t("course.step-postman")}</li>
        <li>{t("course.step-end")}</li>
      </ol>
      <p class="muted">{t("course.warning")}</p>
    </main>
  );
}
