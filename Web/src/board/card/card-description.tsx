import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { descriptionBytes } from "../../lib/limits";
import { ByteCount } from "../../ui/byte-count";
import { Conflict } from "../../ui/conflict";
import { edited } from "../../ui/edited";
import { Icon } from "../../ui/icons";
import { isSendKey } from "../../ui/key";
import { writtenVersion } from "../commands/table";
import { baseOf } from "../model/draft-keys";
import type { Card } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import type { CardStore } from "./card-store";
import { MarkdownView } from "./markdown-view";

export interface CardSectionProps {
  card: Card;
  screen: BoardScreen;
  texts: CardStore;
}

export function CardDescription({ card, screen, texts }: CardSectionProps) {
  const draft = drafts(`description.${card.id}`);
  const editing = useSignal(draft.get() !== "");
  const details = texts.details.value;
  if (details === null) {
    return <section class="card-section" aria-busy="true"><span class="skeleton-block skeleton-text" /></section>;
  }
  const { text, version } = details.description;
  return (
    <section class="card-section">
      <header class="card-section-head">
        <h2><Icon name="text" />{t("card.description")}</h2>
        {screen.mayEdit.value && !editing.value && text !== "" && <button type="button" class="button button-quiet button-small" onClick={() => (editing.value = true)}>{t("action.edit")}</button>}
      </header>
      {editing.value && screen.mayEdit.value
        ? <DescriptionEditor screen={screen} texts={texts} draftKey={`description.${card.id}`} text={text} version={version} close={() => (editing.value = false)} />
        : text === ""
          ? screen.mayEdit.value
            ? <button type="button" class="card-placeholder" onClick={() => (editing.value = true)}>{t("card.description-add")}</button>
            : <p class="muted">{t("card.description-none")}</p>
          : <MarkdownView text={text} screen={screen} tick={screen.mayEdit.value ? texts.tick : null} />}
    </section>
  );
}

interface EditorProps {
  screen: BoardScreen;
  texts: CardStore;
  draftKey: string;
  text: string;
  version: number;
  close: () => void;
}

function DescriptionEditor({ screen, texts, draftKey, text, version, close }: EditorProps) {
  const draft = drafts(draftKey);
  const draftBase = drafts(baseOf(draftKey));
  const typed = useSignal(draft.get() || text);
  const preview = useSignal(false);
  const saving = useSignal(false);
  const conflict = useSignal<{ theirs: string; version: number } | null>(null);
  // An edit is based on the text that was there when it began, be it before a reload.
  const base = useRef(Number(draftBase.get() || version));
  const opened = useRef(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  const keep = (words: string): void => {
    draft.set(words);
    draftBase.set(words === "" ? "" : String(base.current));
  };
  const leave = (): void => {
    keep("");
    close();
  };
  const save = async (against: number): Promise<void> => {
    const words = typed.peek();
    if (saving.peek()) {
      return;
    }
    if (draft.get() === "" && edited(opened.current, words, text) === null) {
      leave();
      return;
    }
    saving.value = true;
    // Once it is asked for, it is the outbox that keeps the text.
    const asked = texts.describe(words, against);
    keep("");
    const answer = await asked;
    saving.value = false;
    if (answer.ok) {
      if (typed.peek() === words) {
        leave();
      } else {
        // Typed on during the request: the next save is based on this one.
        base.current = writtenVersion(answer.value.event, { kind: "describeCard", cardId: texts.cardId, text: words, version: against }) ?? against;
        keep(typed.peek());
      }
      return;
    }
    keep(typed.peek());
    if (answer.current !== null && answer.currentVersion !== null) {
      conflict.value = { theirs: answer.current, version: answer.currentVersion };
    }
  };

  return (
    <div class="editor">
      <div class="tabs" role="group" aria-label={t("card.description")}>
        <button type="button" class="tab" aria-pressed={!preview.value} onClick={() => (preview.value = false)}>{t("editor.write")}</button>
        <button type="button" class="tab" aria-pressed={preview.value} onClick={() => (preview.value = true)}>{t("editor.preview")}</button>
        <span class="editor-hint">{t("editor.markdown")}</span>
      </div>
      {preview.value
        ? <MarkdownView text={typed.value} screen={screen} class="editor-preview" />
        : <textarea ref={field} class="input editor-field" aria-label={t("card.description")} rows={8} value={typed}
            onInput={(event) => { typed.value = event.currentTarget.value; keep(event.currentTarget.value); }}
            onKeyDown={(event) => isSendKey(event) && void save(base.current)} />}
      <ByteCount text={typed.value} max={descriptionBytes} />
      {conflict.value !== null && (
        <Conflict mine={typed.value} theirs={conflict.value.theirs}
          keepMine={() => { base.current = conflict.peek()?.version ?? version; conflict.value = null; void save(base.current); }}
          takeTheirs={() => { conflict.value = null; leave(); void texts.load(); }} />
      )}
      <div class="form-actions">
        <button type="button" class="button button-quiet" onClick={leave}>{t("action.cancel")}</button>
        <button type="button" class="button button-primary" disabled={saving.value} onClick={() => void save(base.current)}>{t("action.save")}</button>
      </div>
    </div>
  );
}
