import { useSignal } from "@preact/signals";
import { list, t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { bytesOf, commentBytes, mentionsPerComment } from "../../lib/limits";
import { ByteCount } from "../../ui/byte-count";
import { closeMentions, draftOf, openDraft, unclearNames, type MentionText } from "../model/mentions";
import type { BoardScreen } from "../state/board-screen";
import { MentionField } from "./mention-field";

export interface CommentFormProps {
  screen: BoardScreen;
  draftKey: string;
  /** What is in the field at first, where no draft is. */
  opened: MentionText;
  rows: number;
  label: string;
  placeholder?: string;
  sendLabel: string;
  /** Closes the form; absent for one that is always there. */
  cancel?: () => void;
  /** Sends what is written; false when it was rejected. */
  send: (text: string, mentions: readonly string[]) => Promise<boolean>;
}

export const noText: MentionText = { text: "", picks: [] };

/** Writes a comment. What is typed outlives a reload, and comes back when it is rejected. */
export function CommentForm({ screen, draftKey, opened, rows, label, placeholder, sendLabel, cancel, send }: CommentFormProps) {
  const draft = drafts(draftKey);
  const value = useSignal(draft.get() === "" ? opened : openDraft(draft.get(), screen.members.peek()));
  const write = (next: MentionText): void => {
    value.value = next;
    draft.set(draftOf(next));
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const written = value.peek();
    const { text, mentions } = closeMentions(written, screen.members.peek());
    if (bytesOf(text) > commentBytes || mentions.length > mentionsPerComment) {
      return;
    }
    write(noText);
    // Rejected: it comes back, unless the next one is being typed.
    if (!await send(text.trim(), mentions) && value.peek().text === "") {
      write(written);
    }
  };
  return (
    <form class="new-comment" onSubmit={submit}>
      <MentionField screen={screen} value={value.value} write={write} send={submit} rows={rows} label={label} placeholder={placeholder} />
      <Problems screen={screen} value={value.value} />
      {(cancel !== undefined || value.value.text.trim() !== "") && (
        <div class="form-actions">
          {cancel !== undefined && <button type="button" class="button button-quiet button-small" onClick={() => { draft.set(""); cancel(); }}>{t("action.cancel")}</button>}
          <button type="submit" class="button button-primary button-small">{sendLabel}</button>
        </div>
      )}
    </form>
  );
}

/** What keeps the text from being sent, or from naming whom it seems to name. */
function Problems({ screen, value }: { screen: BoardScreen; value: MentionText }) {
  const members = screen.members.value;
  const { text, mentions } = closeMentions(value, members);
  const unclear = unclearNames(value, members);
  return (
    <>
      <ByteCount text={text} max={commentBytes} />
      {mentions.length > mentionsPerComment && <p class="field-problem" role="alert">{t("mention.too-many", { n: mentionsPerComment })}</p>}
      {unclear.length > 0 && <p class="field-help" role="status">{t("mention.unclear", { names: list(unclear) })}</p>}
    </>
  );
}
