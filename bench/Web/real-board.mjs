/** Makes a board of that many cards through the API as the signed-in user; what is over the limit of changes waits. */
export const makeBoard = (page, count) => page.evaluate(async (total) => {
  const token = JSON.parse(Object.entries(sessionStorage).find(([key]) => key.includes("user:"))[1]).access_token;
  const send = async (method, path, body) => {
    const headers = { "Authorization": `Bearer ${token}`, "Content-Type": "application/json" };
    const response = await fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (response.status === 429 || response.status === 503) {
      await new Promise((resume) => setTimeout(resume, 1_000));
      return send(method, path, body);
    }
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };
  const { board: { id } } = await send("POST", "/api/boards", { name: `${total} cards`, columns: ["To do", "In progress", "Review", "Done"] });
  const { columns } = await send("GET", `/api/boards/${id}`);
  for (let made = 0; made < total; made += 4) {
    const some = columns.slice(0, total - made);
    await Promise.all(some.map((column, at) => send("POST", `/api/boards/${id}/cards`, { columnId: column.id, title: `A card of a long list, number ${made + at}` })));
  }
  return id;
}, count);
