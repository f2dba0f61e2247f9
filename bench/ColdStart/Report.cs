namespace KanbanAspire.Bench.ColdStart;

/// <summary>Prints the table of docs/lambda.md.</summary>
internal static class Report
{
    public static void Write(Dictionary<Candidate, List<Run>> measured, Dictionary<Candidate, string> executables)
    {
        var bare = measured.Values.First();
        var (bareMs, bareCpuMs) = (Percentile(bare.Select(r => r.InitMs), 50), Percentile(bare.Select(r => r.InitCpuMs), 50));
        Console.WriteLine("| | start to first poll, p50 / p99 ms | × bare loop | of it processor time p50 ms | × bare loop | start to first answer, p50 / p99 ms | warm p50 / p90 / p99 ms | peak memory MB | zip MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (candidate, runs) in measured)
        {
            var init = runs.Select(r => r.InitMs).ToList();
            var first = runs.Select(r => r.FirstAnswerMs).ToList();
            var warm = runs.SelectMany(r => r.WarmMs).ToList();
            FormattableString row = $"| {candidate.Name} | {Percentile(init, 50):0.0} / {Percentile(init, 99):0.0} | {Percentile(init, 50) / bareMs:0.0} | {Percentile(runs.Select(r => r.InitCpuMs), 50):0.0} | {Percentile(runs.Select(r => r.InitCpuMs), 50) / bareCpuMs:0.0} | {Percentile(first, 50):0.0} / {Percentile(first, 99):0.0} | {Percentile(warm, 50):0.00} / {Percentile(warm, 90):0.00} / {Percentile(warm, 99):0.00} | {Percentile(runs.Select(r => r.PeakMemoryMb), 50):0.0} | {Candidate.SizeBytes(executables[candidate]) / 1e6:0.0} |";
            Console.WriteLine(FormattableString.Invariant(row));
        }
    }

    private static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
