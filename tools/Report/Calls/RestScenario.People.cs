namespace KanbanAspire.Report.Calls;

/// <content>Checklists, comments, rules, members and the end.</content>
internal sealed partial class RestScenario
{
    private async Task ChecklistsAsync()
    {
        var list = await SendAsync($"POST {Card}/checklists", 201, new { title = "Languages", entries = new[] { "English" } });
        log.Ids["checklistId"] = Text(list["checklists"]![0]!["id"]);
        await SendAsync($"PATCH {Card}/checklists/{{checklistId}}", 200, new { title = "Translations" });
        var entries = await SendAsync($"POST {Card}/checklists/{{checklistId}}/entries", 201, new { text = "한국어" });
        log.Ids["entryId"] = Text(entries["checklists"]![0]!["after"]!["entries"]![1]!["id"]);
        await SendAsync($"PATCH {Card}/checklists/{{checklistId}}/entries/{{entryId}}", 200, new { done = true });
        await SendAsync($"DELETE {Card}/checklists/{{checklistId}}/entries/{{entryId}}", 200);
        await SendAsync($"DELETE {Card}/checklists/{{checklistId}}", 200);
    }

    private async Task CommentsAsync()
    {
        var comment = await SendAsync($"POST {Card}/comments", 201, new { text = "Who proofreads?" });
        log.Ids["commentId"] = Text(comment["comments"]![0]!["id"]);
        await SendAsync($"PUT {Card}/comments/{{commentId}}", 200, new { text = "Who proofreads the Korean one?" });
        await SendAsync($"GET {Card}/comments", 200);
        await SendAsync($"DELETE {Card}/comments/{{commentId}}", 200);
    }

    private async Task RulesAsync()
    {
        var schedule = new { every = "week", timeZone = "Asia/Seoul", at = "09:00", days = new[] { 1 } };
        var template = new { columnId = log.Ids["toDo"], title = "Weekly review", dueInDays = 2 };
        await SendAsync($"POST {Board}/rules/preview", 200, new { schedule });
        var rule = await SendAsync($"POST {Board}/rules", 201, new { schedule, template });
        log.Ids["ruleId"] = Text(rule["rules"]![0]!["id"]);
        await SendAsync($"GET {Board}/rules", 200);
        await SendAsync($"GET {Board}/rules/{{ruleId}}", 200);
        await SendAsync($"PUT {Board}/rules/{{ruleId}}", 200, new { schedule, template, paused = true });
        await SendAsync($"DELETE {Board}/rules/{{ruleId}}", 200);
    }

    private async Task MembersAsync()
    {
        var invite = new { role = "editor", expiresAt = DateTimeOffset.UtcNow.Date.AddDays(7), singleUse = false };
        var made = await SendAsync($"POST {Board}/invites", 201, invite);
        log.Ids["code"] = Text(made["code"]);
        log.Ids["inviteId"] = Text(made["event"]!["invites"]![0]!["id"]);
        await SendAsync($"GET {Board}/invites", 200);
        await log.SendAsync(guest, "GET /api/invites/{code}", 200);
        var joined = await log.SendAsync(guest, "POST /api/invites/{code}", 200);
        log.Ids["memberId"] = Text(joined["members"]![0]!["id"]);
        await SendAsync($"GET {Board}/members", 200);
        await SendAsync($"PATCH {Board}/members/{{memberId}}", 200, new { role = "viewer" });
        await SendAsync($"DELETE {Board}/invites/{{inviteId}}", 200);
        await SendAsync($"DELETE {Board}/members/{{memberId}}", 200);
    }

    private async Task EventsAsync()
    {
        await SendAsync($"POST {Board}/events/{{seq}}/undo", 200);
        await SendAsync($"GET {Board}/events", 200, query: $"after={log.Ids["seq"]}");
        await SendAsync($"GET {Board}/activity", 200);
        await SendAsync($"GET {Card}/events", 200);
    }

    private async Task EndAsync()
    {
        await SendAsync($"DELETE {Board}/columns/{{columnId}}", 200, query: $"moveTo={log.Ids["toDo"]}");
        await SendAsync($"DELETE {Card}", 200);
        await SendAsync($"DELETE {Board}", 200);
    }
}
