using System.Net;
using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Authorization;
using KanbanAspire.Tests.Boards;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Stack.Permissions;

/// <summary>
/// Calls every endpoint of the Api, and what a single call of each does not reach, and notes which permissions that takes.
/// </summary>
internal static class ApiCalls
{
    // Small enough for every change to be counted in the table, see WriteRate; nobody here writes as often as this.
    private const string WritesPerMinute = "39";

    public static async Task<HashSet<Permission>> RecordAsync()
    {
        using var recorder = new CallRecorder();
        await using var pool = await UserPool.StartAsync();
        using var watched = recorder.Watch(await DynamoDBEmulator.CreateClientAsync());
        // With a name of a function it starts as in Lambda, where it warms up.
        await using var api = await ApiApplication.StartAsync(
            [.. pool.Settings, ("Limits:WritesPerMinute", WritesPerMinute), ("AWS_LAMBDA_FUNCTION_NAME", "api")],
            services => services.AddSingleton<IAmazonDynamoDB>(watched).AddSingleton<ICommitObserver>(recorder.Push));

        foreach (var (method, path, operation) in AuthorizationTests.Operations(_ => true))
        {
            await CallAsync(api, pool, method, path, operation);
        }

        await TransferAsync(new BoardsClient(api.ClientWith(pool.Issue("transfer"))));
        await DeleteColumnsAsync(new BoardsClient(api.ClientWith(pool.Issue("columns"))));
        await RemoveMemberAsync(new BoardsClient(api.ClientWith(pool.Issue("ann"))), new BoardsClient(api.ClientWith(pool.Issue("ben"))));
        return recorder.PermissionsFor(api.Names);
    }

    private static async Task CallAsync(ApiApplication api, UserPool pool, string method, string path, string operation)
    {
        var board = await Furniture.NewBoardAsync(api.Store, 100);
        var owner = board.Sub("owner");
        pool.AddUser(owner, "owner@example.com");
        using var http = api.ClientWith(pool.Issue(owner));
        var parts = path.Split('/').Select(part => part is "{id}" ? "1" : part.StartsWith('{') ? board.ValueOf(part.Trim('{', '}')) : part);
        object? body = method is "GET" or "DELETE" ? null
            : operation == "PutItem" ? new { id = "1", price = 1000, name = "x" }
            : AuthorizationTests.Body(board, operation);

        var answer = await new BoardsClient(http).SendAsync(
            method, string.Join('/', parts), body, Guid.NewGuid().ToString(), ifMatch: "\"2\"");

        Assert.True(
            answer.Status is not HttpStatusCode.Unauthorized and < HttpStatusCode.InternalServerError, $"{method} {path}: {answer.Status}");
    }

    private static async Task TransferAsync(BoardsClient ann)
    {
        var (home, away) = (await ann.CreateBoardAsync("A"), await ann.CreateBoardAsync("A"));
        var card = await ann.CreateCardAsync(home, "2");
        Done(await ann.SendAsync("PUT", $"{home}/cards/{card}/assignees/1"));
        var transfer = new { boardId = away.Split('/')[^1], columnId = "2" };

        var sent = Done(await ann.PostAsync($"{home}/cards/{card}/transfer", transfer));
        Done(await ann.PostAsync($"{home}/events/{sent.Seq}/undo"));
        sent = Done(await ann.PostAsync($"{home}/cards/{card}/transfer", transfer));
        Done(await ann.PostAsync($"{away}/events/{sent.Body!["counterpart"]!["seq"]}/undo"));
    }

    private static async Task DeleteColumnsAsync(BoardsClient ann)
    {
        var board = await ann.CreateBoardAsync("A", "B", "C");
        await ann.CreateCardAsync(board, "2");
        await ann.CreateCardAsync(board, "3");

        var moved = Done(await ann.SendAsync("DELETE", $"{board}/columns/2?moveTo=4"));
        Done(await ann.PostAsync($"{board}/events/{moved.Seq}/undo"));
        Done(await ann.SendAsync("DELETE", $"{board}/columns/3"));

        var archive = Done(await ann.GetAsync($"{board}/archive?limit=1"));
        var card = (string)archive.Body!["cards"]![0]!["id"]!;
        Done(await ann.GetAsync($"{board}/archive?limit=1&after={card}"));
        Done(await ann.SendAsync("DELETE", $"{board}/cards/{card}"));
    }

    private static async Task RemoveMemberAsync(BoardsClient ann, BoardsClient ben)
    {
        var board = await ann.CreateBoardAsync("A");
        await ann.JoinAsync(board, ben, "editor");
        var card = await ann.CreateCardAsync(board, "2");
        var members = Done(await ann.GetAsync($"{board}/members")).Body!["members"]!.AsArray();
        var member = (string)members.Single(m => (string)m!["role"]! == "editor")!["id"]!;
        Done(await ann.SendAsync("PUT", $"{board}/cards/{card}/assignees/{member}"));

        Done(await ann.SendAsync("DELETE", $"{board}/members/{member}"));
    }

    private static Answer Done(Answer answer)
    {
        Assert.True(answer.Status < HttpStatusCode.MultipleChoices, answer.Body?.ToJsonString());
        return answer;
    }
}
