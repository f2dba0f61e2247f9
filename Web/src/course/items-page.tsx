import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FailureState } from "../auth/failure-state";
import { canSignInAgain, signIn } from "../auth/session";
import { ago, dateTime, number, t, tn, type MessageKey } from "../i18n/i18n";
import { timeNow } from "../lib/clock";
import { announce } from "../ui/announce";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icons";
import { toast } from "../ui/toasts";
import { createdAt, problemOf, type Item } from "./items";
import type { Result } from "./items-api";
import { createItemsStore, type ItemsStore } from "./items-store";

/** The course's page: what lies in the DynamoDB table, live. */
export function ItemsPage() {
  const store = useMemo(createItemsStore, []);
  useEffect(() => store.start(), [store]);
  useSignalEffect(() => {
    // A new tab of someone whose session at the user pool lasts: no click needed.
    if (store.failure.value === "unauthorized" && canSignInAgain.value) {
      void signIn();
    }
  });
  return (
    <main class="page items-page">
      <header class="page-head">
        <div>
          <h1>{t("items.title")}</h1>
          <p class="page-lead">{t("items.lead")}</p>
        </div>
        <LiveMark store={store} />
      </header>
      <CreateItem store={store} />
      <ItemList store={store} />
    </main>
  );
}

function LiveMark({ store }: { store: ItemsStore }) {
  const live = useComputed(() => store.failure.value === null && store.items.value !== null);
  return (
    <span class={`live-mark ${live.value ? "" : "live-mark-off"}`}>
      <span class="live-dot" />
      {t(live.value ? "items.live" : "items.not-live")}
    </span>
  );
}

function CreateItem({ store }: { store: ItemsStore }) {
  const name = useSignal("");
  const price = useSignal("1000");
  const problem = useSignal<MessageKey | null>(null);
  const nameField = useRef<HTMLInputElement>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wrong = problemOf({ name: name.value, price: price.value });
    problem.value = wrong === null ? null : `items.problem.${wrong}`;
    if (wrong !== null) {
      return;
    }
    const item: Item = { id: String(timeNow().getTime()), name: name.value.trim(), price: Number(price.value) };
    name.value = "";
    nameField.current?.focus();
    const result = await store.create(item);
    if (result.ok) {
      announce(t("items.created", { name: item.name }));
    } else {
      name.value = item.name;
      report(result, "items.create-failed");
    }
  };

  return (
    <form class="panel item-form" onSubmit={submit} noValidate>
      <label class="field field-grow">
        <span class="field-label">{t("items.name")}</span>
        <input ref={nameField} class="input" name="name" autocomplete="off" maxLength={200} placeholder={t("items.name-hint")}
          value={name} onInput={(event) => (name.value = event.currentTarget.value)} aria-describedby="item-problem" />
      </label>
      <label class="field">
        <span class="field-label">{t("items.price")}</span>
        <input class="input input-number" name="price" inputMode="decimal" autocomplete="off" maxLength={15}
          value={price} onInput={(event) => (price.value = event.currentTarget.value)} aria-describedby="item-problem" />
      </label>
      <button type="submit" class="button button-primary"><Icon name="plus" />{t("items.create")}</button>
      <p id="item-problem" class="field-problem" role="alert">{problem.value === null ? "" : t(problem.value)}</p>
    </form>
  );
}

function report(result: Result<void>, key: MessageKey): void {
  if (!result.ok) {
    toast({ kind: "error", text: `${t(key)} ${result.message ?? t(`failure.${result.failure}.text`)}` });
  }
}

function ItemList({ store }: { store: ItemsStore }) {
  const items = store.items.value;
  const failure = store.failure.value;
  if (items === null) {
    return failure === null ? <Skeleton /> : <FailureState failure={failure} retry={() => void store.load()} />;
  }
  return (
    <>
      {failure !== null && <p class="notice" role="status"><Icon name="offline" />{t("items.stale")}</p>}
      {items.length === 0
        ? <EmptyState icon="table" title={t("items.empty.title")} text={t("items.empty.text")} />
        : <ItemTable store={store} items={items} />}
    </>
  );
}

/** More rows than these are counted, not drawn. */
const maxRows = 200;

function ItemTable({ store, items }: { store: ItemsStore; items: readonly Item[] }) {
  const arrived = store.arrived.value;
  return (
    <section class="panel table-panel" aria-label={t("items.list")}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t("items.name")}</th>
            <th scope="col" class="numeric">{t("items.price")}</th>
            <th scope="col" class="wide-only">{t("items.id")}</th>
            <th scope="col">{t("items.time")}</th>
            <th scope="col"><span class="visually-hidden">{t("items.actions")}</span></th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, maxRows).map((item) => (
            <ItemRow key={item.id} item={item} fresh={arrived.has(item.id)} remove={() => void remove(store, item)} />
          ))}
        </tbody>
      </table>
      <p class="table-foot">{tn("items.count", items.length)}</p>
    </section>
  );
}

async function remove(store: ItemsStore, item: Item): Promise<void> {
  const result = await store.remove(item);
  if (result.ok) {
    toast({ text: t("items.deleted", { name: item.name }), action: { label: t("action.undo"), run: () => void store.create(item) } });
  } else {
    report(result, "items.delete-failed");
  }
}

function ItemRow({ item, fresh, remove: onRemove }: { item: Item; fresh: boolean; remove: () => void }) {
  const created = createdAt(item);
  return (
    <tr class={fresh ? "row-fresh" : undefined} data-item={item.id}>
      <th scope="row">{item.name}</th>
      <td class="numeric">{number(item.price)}</td>
      <td class="wide-only mono">{item.id}</td>
      <td class="muted">{created === null ? "–" : <time dateTime={new Date(created).toISOString()} title={dateTime(created)}>{ago(created)}</time>}</td>
      <td class="row-actions">
        <button type="button" class="icon-button" aria-label={t("items.delete", { name: item.name })} onClick={onRemove}><Icon name="trash" /></button>
      </td>
    </tr>
  );
}

function Skeleton() {
  return (
    <section class="panel skeleton" aria-busy="true" aria-label={t("state.loading")}>
      {[72, 54, 63, 48, 68].map((width) => <span key={width} class={`skeleton-line skeleton-${width}`} />)}
    </section>
  );
}
