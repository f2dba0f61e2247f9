import { useSignal } from "@preact/signals";
import { ago, dateTime, t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { normalize } from "../../lib/hangul";
import { bytesOf, commentBytes } from "../../lib/limits";
import { Avatar } from "../../ui/avatar";
import { ByteCount } from "../../ui/byte-count";
import { Icon } from "../../ui/icons";
import { isSendKey } from "../../ui/key";
import type { Comment } from "../model/details";
import { draftKeys } from "../model/draft-keys";
import type { Member } from "../model/model";
import type { BoardScreen } from "../state/board-screen";
import type { CardStore } from "./card-store";
import { MarkdownView } from "./markdown-view";

interface Props {
  screen: BoardScreen;
  texts: CardStore;
}

export function CardComments({ screen, texts }: Props) {
  const comments = texts.details.value?.comments ?? [];
  return (
    <section class="card-section">
      <header class="card-section-head"><h2><Icon name="comment" />{t("card.comments")}</h2></header>
      {screen.mayComment.value && texts.details.value !== null && <NewComment screen={screen} texts={texts} />}
      <ul class="comments">
        {comments.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map((comment) => <CommentView key={screen.store.keyOf(comment.id)} comment={comment} screen={screen} texts={texts} />)}
      </ul>
    </section>
  );
}

function NewComment({ screen, texts }: Props) {
  const draft = drafts(draftKeys.newComment(texts.cardId));
  const text = useSignal(draft.get());
  const write = (next: string): void => {
    text.value = next;
    draft.set(next);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = text.peek().trim();
    if (typed === "" || bytesOf(typed) > commentBytes) {
      return;
    }
    write("");
    const answer = await texts.addComment(typed, mentionsIn(typed, [...screen.members.peek().values()]));
    // Rejected: it comes back, unless the next one is being typed.
    if (!answer.ok && text.peek() === "") {
      write(typed);
    }
  };
  return (
    <form class="new-comment" onSubmit={submit}>
      <textarea class="input" rows={2} aria-label={t("comment.new")} placeholder={t("comment.hint")} value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => isSendKey(event) && void submit(event)} />
      <ByteCount text={text.value} max={commentBytes} />
      {text.value !== "" && <button type="submit" class="button button-primary button-small">{t("comment.send")}</button>}
    </form>
  );
}

/** The members whose names stand after an @, spaces left out. */
function mentionsIn(text: string, members: readonly Member[]): string[] {
  const words = [...normalize(text).matchAll(/@([^\s@]+)/g)].map(([, word = ""]) => word);
  return members.filter(({ name }) => {
    const key = normalize(name).replaceAll(/\s+/g, "");
    return key !== "" && words.some((word) => word.startsWith(key));
  }).map(({ id }) => id);
}

function CommentView({ comment, screen, texts }: { comment: Comment; screen: BoardScreen; texts: CardStore }) {
  const draft = drafts(draftKeys.comment(comment.id));
  const editing = useSignal<string | null>(draft.get() || null);
  const write = (text: string | null): void => {
    editing.value = text;
    draft.set(text ?? "");
  };
  const author = screen.members.value.get(comment.by);
  const name = author?.name ?? t("activity.someone");
  const own = screen.store.me.value?.id === comment.by && screen.mayComment.value;
  const at = Date.parse(comment.at);
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const text = editing.peek()?.trim() ?? "";
    if (bytesOf(text) > commentBytes) {
      return;
    }
    write(null);
    if (text === "" || text === comment.text) {
      return;
    }
    const answer = await texts.editComment(comment.id, text);
    // Rejected: the field opens again with the text, unless it has been opened meanwhile.
    if (!answer.ok && editing.peek() === null) {
      write(text);
    }
  };
  return (
    <li class="comment">
      <Avatar sub={author?.sub ?? comment.by} name={name} />
      <div class="comment-body">
        <p class="comment-head">
          <strong>{name}</strong>
          <time class="muted" dateTime={comment.at} title={dateTime(at)}>{ago(at)}</time>
          {comment.editedAt && <span class="muted">{t("comment.edited")}</span>}
        </p>
        {editing.value === null
          ? <MarkdownView text={comment.text} screen={screen} class="comment-text" />
          : (
            <form class="new-comment" onSubmit={save}>
              <textarea class="input" rows={3} aria-label={t("comment.edit")} value={editing.value} onInput={(event) => write(event.currentTarget.value)} />
              <ByteCount text={editing.value} max={commentBytes} />
              <div class="form-actions">
                <button type="button" class="button button-quiet button-small" onClick={() => write(null)}>{t("action.cancel")}</button>
                <button type="submit" class="button button-primary button-small">{t("action.save")}</button>
              </div>
            </form>
          )}
        {own && editing.value === null && (
          <p class="comment-actions">
            <button type="button" class="link-button" onClick={() => (editing.value = comment.text)}>{t("action.edit")}</button>
            <button type="button" class="link-button" onClick={() => void texts.removeComment(comment.id)}>{t("action.delete")}</button>
          </p>
        )}
      </div>
    </li>
  );
}
