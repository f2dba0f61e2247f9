import { useSignal } from "@preact/signals";
import { ago, dateTime, t } from "../../i18n/i18n";
import { drafts } from "../../lib/drafts";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icons";
import type { Comment } from "../model/details";
import { draftKeys } from "../model/draft-keys";
import { closeMentions, openMentions } from "../model/mentions";
import { withMark } from "../model/task-marks";
import type { BoardScreen } from "../state/board-screen";
import type { CardStore } from "./card-store";
import { CommentForm, noText } from "./comment-form";
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
  const send = async (text: string, mentions: readonly string[]): Promise<boolean> => text === "" || (await texts.addComment(text, mentions)).ok;
  const me = screen.store.me.value;
  return (
    <div class="composer">
      {me !== null && <Avatar sub={me.sub} name={me.name} />}
      <CommentForm screen={screen} draftKey={draftKeys.newComment(texts.cardId)} opened={noText} rows={1} label={t("comment.new")}
        placeholder={t("comment.hint")} sendLabel={t("comment.send")} send={send} />
    </div>
  );
}

function CommentView({ comment, screen, texts }: { comment: Comment; screen: BoardScreen; texts: CardStore }) {
  const editing = useSignal(drafts(draftKeys.comment(comment.id)).get() !== "");
  const author = screen.members.value.get(comment.by);
  const name = author?.name ?? t("activity.someone");
  const own = screen.store.me.value?.id === comment.by && screen.mayComment.value;
  const at = Date.parse(comment.at);
  const tick = own ? (mark: Parameters<typeof withMark>[1], done: boolean) => void texts.editComment(comment.id, withMark(comment.text, mark, done), comment.mentions ?? []) : null;
  return (
    <li class="comment">
      <Avatar sub={author?.sub ?? comment.by} name={name} />
      <div class="comment-body">
        <p class="comment-head">
          <strong>{name}</strong>
          <time class="muted" dateTime={comment.at} title={dateTime(at)}>{ago(at)}</time>
          {comment.editedAt && <span class="muted">{t("comment.edited")}</span>}
        </p>
        {editing.value
          ? <EditComment comment={comment} screen={screen} texts={texts} editing={editing} />
          : <MarkdownView text={comment.text} screen={screen} class="comment-text" mentions={comment.mentions} tick={tick} />}
        {own && !editing.value && (
          <p class="comment-actions">
            <button type="button" class="link-button" onClick={() => (editing.value = true)}>{t("action.edit")}</button>
            <button type="button" class="link-button" onClick={() => void texts.removeComment(comment.id)}>{t("action.delete")}</button>
          </p>
        )}
      </div>
    </li>
  );
}

function EditComment({ comment, screen, texts, editing }: { comment: Comment; screen: BoardScreen; texts: CardStore; editing: { value: boolean } }) {
  const members = screen.members.value;
  const opened = openMentions(comment.text, comment.mentions ?? [], members);
  const send = async (text: string, mentions: readonly string[]): Promise<boolean> => {
    editing.value = false;
    if (text === "" || text === closeMentions(opened, members).text) {
      return true;
    }
    const answer = await texts.editComment(comment.id, text, mentions);
    // Rejected: the field opens again with the text, which is its draft by then.
    editing.value ||= !answer.ok;
    return answer.ok;
  };
  return (
    <CommentForm screen={screen} draftKey={draftKeys.comment(comment.id)} opened={opened} rows={3} label={t("comment.edit")}
      sendLabel={t("action.save")} cancel={() => (editing.value = false)} send={send} />
  );
}
