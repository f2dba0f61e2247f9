using System.Diagnostics.Tracing;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>
/// Runs before the program of a process that has this assembly in <c>DOTNET_STARTUP_HOOKS</c>, and writes down the generic types that
/// its container makes (https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md). It uses nothing but
/// the base library: other assemblies of the tests are not there.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for it outside of namespaces.
internal static partial class StartupHook
#pragma warning restore MA0047
{
    /// <summary>Variable with the file to write: a line a type, as <c>assembly|type[[argument, assembly]]</c>.</summary>
    public const string FileVariable = "TESTS_GENERIC_TYPES";

    private static Listener? _listener;

    public static void Initialize() => _listener = new Listener();

    // "implementationType": "Microsoft.Extensions.Options.OptionsFactory`1[Microsoft.Extensions.Hosting.HostOptions]"
    [GeneratedRegex("\"implementationType\": ?\"(?<type>[^\"\\[]+`1)\\[(?<argument>[^\"\\[\\],]+)\\]\"", RegexOptions.None, 10_000)]
    private static partial Regex Implementation();

    private sealed class Listener : EventListener
    {
        private readonly string _file = Environment.GetEnvironmentVariable(FileVariable)!;
        private readonly Lock _lock = new();
        private readonly StringBuilder _callSite = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "Microsoft-Extensions-DependencyInjection")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        // CallSiteBuilt(serviceType, callSite, chunkIndex, chunkCount, …)
        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is not "CallSiteBuilt" || eventData.Payload is not { Count: >= 4 } payload)
            {
                return;
            }

            lock (_lock)
            {
                _callSite.Append(payload[1]);
                if ((int)payload[2]! == (int)payload[3]! - 1)
                {
                    File.AppendAllLines(_file, Implementation().Matches(_callSite.ToString()).Select(Describe));
                    _callSite.Clear();
                }
            }
        }

        private static string Describe(Match match)
        {
            var (type, argument) = (match.Groups["type"].Value, match.Groups["argument"].Value);
            return $"{AssemblyOf(type)}|{type}[[{argument}, {AssemblyOf(argument)}]]";
        }

        private static string AssemblyOf(string type) => AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(type)).First(found => found is not null)!.Assembly.GetName().Name!;
    }
}
