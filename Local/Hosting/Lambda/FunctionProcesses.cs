using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace KanbanAspire.Local.Hosting;

/// <summary>
/// The processes of a function: its own resource, which Aspire starts with the system, and a few more that are started when
/// events come in parallel. Each process has a number of its own, which it shows to the Runtime API.
/// </summary>
internal sealed class FunctionProcesses(LambdaProjectResource function, LambdaEmulatorResource emulator)
{
    /// <summary>The first process and up to three more, as many as a laptop runs well.</summary>
    public const int Max = 4;

    /// <summary>The variable with the address of the Runtime API. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
    public const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";

    private static int _lastNumber;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public LambdaProjectResource Function { get; } = function;

    public LambdaEmulatorResource Emulator { get; } = emulator;

    /// <summary>Gets the resources, the function's own first.</summary>
    public List<IResource> Resources { get; } = [function];

    /// <summary>Makes a path of the Runtime API that no process has had.</summary>
    /// <returns><c>name:number</c>.</returns>
    public string NewEnvironment() => string.Create(CultureInfo.InvariantCulture, $"{Function.Name}:{Interlocked.Increment(ref _lastNumber)}");

    /// <summary>
    /// Reads the number of a resource's present process where it is certain: in the variables that DCP has given to it. They may be
    /// computed more often than a process starts.
    /// </summary>
    /// <param name="resource">One of <see cref="Resources"/>.</param>
    /// <param name="snapshot">What Aspire says of it.</param>
    public void Learn(IResource resource, CustomResourceSnapshot snapshot)
    {
        var address = snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == RuntimeApi)?.Value;
        if (address is not null && int.TryParse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out var number))
        {
            lock (_numbers)
            {
                _numbers[resource.Name] = number;
            }
        }
    }

    /// <summary>Finds the number of the process that a resource started last.</summary>
    /// <param name="resource">One of <see cref="Resources"/>.</param>
    /// <returns>The number; null before the first start.</returns>
    public int? NumberOf(IResource resource)
    {
        lock (_numbers)
        {
            return _numbers.TryGetValue(resource.Name, out var number) ? number : null;
        }
    }

    /// <summary>Finds the resource whose present process has a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The resource; null when that process has ended.</returns>
    public IResource? Find(int number) => Resources.Find(resource => NumberOf(resource) == number);
}
