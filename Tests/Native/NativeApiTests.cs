using System.Reflection;
using KanbanAspire.Tests.Api;
using KanbanAspire.Tests.Authorization;
using KanbanAspire.Tests.Boards;
using KanbanAspire.Tests.Cards;
using KanbanAspire.Tests.Columns;
using KanbanAspire.Tests.Events;
using KanbanAspire.Tests.Items;
using KanbanAspire.Tests.Members;
using KanbanAspire.Tests.Scheduler;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tests.Users;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace KanbanAspire.Tests.Native;

/// <summary>Repeats every test class that goes through HTTP or events against the functions as they are deployed.</summary>
public sealed class NativeApiTests(ITestOutputHelper output)
{
    public static TheoryData<Type> Classes { get; } =
    [
        typeof(AccessTokenTests), typeof(AuthorizationTests), typeof(BoardsApiTests), typeof(CardsApiTests), typeof(ColumnsApiTests),
        typeof(EventsApiTests), typeof(FunctionUrlTests), typeof(FuzzTests), typeof(GatewayClaimsTests), typeof(ItemsApiTests), typeof(ItemsGatewayTests),
        typeof(MembersApiTests), typeof(MeTests), typeof(ResponseTests), typeof(ScheduledFunctionTests), typeof(SizeTests),
    ];

    [NativeTheory]
    [MemberData(nameof(Classes))]
    public async Task Functions_Native_PassAllTestsOf(Type tests)
    {
        FunctionBuild.Use(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Api"] = await NativeFunction.PublishAsync("Api"),
            ["Scheduler"] = await NativeFunction.PublishAsync("Scheduler"),
        });
        ApiApplication.Elsewhere.Value = async variables =>
        {
            var host = await FunctionHost.StartAsync(FunctionBuild.Executable("Api"), variables);
            return (host, host.Url);
        };
        var failures = new List<string>();
        foreach (var (method, arguments) in TestsOf(tests))
        {
            try
            {
                await RunAsync(tests, method, arguments);
            }
            catch (Exception e)
            {
                failures.Add($"{method.Name}({string.Join(", ", arguments)}): {(e as TargetInvocationException)?.InnerException ?? e}");
            }
        }

        Assert.Empty(failures);
    }

    private static IEnumerable<(MethodInfo Method, object?[] Arguments)> TestsOf(Type tests) =>
        from method in tests.GetMethods()
        where method.GetCustomAttribute<FactAttribute>() is not null
        from arguments in method.GetCustomAttribute<TheoryAttribute>() is null
            ? [[]]
            : method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method))
        select (method, arguments ?? [null]);

    private async Task RunAsync(Type tests, MethodInfo method, object?[] arguments)
    {
        var test = Activator.CreateInstance(tests, tests.GetConstructors()[0].GetParameters().Length == 0 ? [] : [output])!;
        var lifetime = test as IAsyncLifetime;
        try
        {
            await (lifetime?.InitializeAsync() ?? Task.CompletedTask);
            await (method.Invoke(test, arguments) as Task ?? Task.CompletedTask);
        }
        finally
        {
            await (lifetime?.DisposeAsync() ?? Task.CompletedTask);
        }
    }
}
