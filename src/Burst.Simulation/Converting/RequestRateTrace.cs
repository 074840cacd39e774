using System.Globalization;
using System.Text;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Converting;

/// <summary>
/// Requests in each consecutive second, as integers between blanks: a service that needs rate x CPU time of a request, rounded up
/// to whole replicas in each window. A replica is a job from the window in which it is first needed to the one in which it no
/// longer is; the youngest goes first.
/// </summary>
public static class RequestRateTrace
{
    private const int ReplicasMax = 1_000_000;
    private const int DigitsMax = 9;

    /// <returns>The jobs written, by submit time.</returns>
    /// <exception cref="TraceRowException">A value cannot be used; its line is the line of the file.</exception>
    public static long Convert(TextReader rates, string name, RequestRateOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var jobs = new List<(long FromMs, long ToMs)>();
        var running = new Stack<long>();
        var (second, requests) = (0L, 0L);
        foreach (var rate in Read(rates, name))
        {
            requests += rate;
            if (++second % options.WindowSeconds != 0)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            Resize(Needed(requests, options.WindowSeconds), (second - options.WindowSeconds) * 1000);
            requests = 0;
        }

        if (second % options.WindowSeconds is > 0 and var rest)
            Resize(Needed(requests, rest), (second - rest) * 1000);
        Resize(0, second * 1000);
        var writer = new TraceCsvWriter(output);
        foreach (var (from, to) in jobs.OrderBy(job => job.FromMs).ThenByDescending(job => job.ToMs))
            writer.Write($"r{writer.Rows + 1}", from, to - from, options.Replica.CpuMillis, options.Replica.MemoryMib, "service");
        return writer.Rows;

        long Needed(long count, long seconds)
        {
            var work = (Int128)count * options.Scale * options.CpuMillisPerRequest;
            var perReplica = (Int128)seconds * options.Replica.CpuMillis;
            var replicas = (work + perReplica - 1) / perReplica;
            return replicas <= ReplicasMax
                ? (long)replicas
                : throw new TraceRowException(name, 1, $"{replicas} replicas would be needed at second {second}", $"at most {ReplicasMax} are accepted: take a lower --scale");
        }

        void Resize(long replicas, long atMs)
        {
            while (running.Count > replicas)
                jobs.Add((running.Pop(), atMs));
            while (running.Count < replicas)
                running.Push(atMs);
        }
    }

    private static IEnumerable<long> Read(TextReader reader, string name)
    {
        var word = new StringBuilder();
        var line = 1L;
        for (var next = reader.Read(); ; next = reader.Read())
        {
            if (next >= 0 && !char.IsWhiteSpace((char)next))
            {
                word.Append((char)next);
                if (word.Length <= DigitsMax)
                    continue;
            }

            if (word.Length > 0)
            {
                yield return long.TryParse(word.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && word.Length <= DigitsMax
                    ? rate
                    : throw new TraceRowException(name, line, $"'{word}' is not a number of requests", "whole numbers below 1000000000 between blanks are accepted");
                word.Clear();
            }

            if (next < 0)
                yield break;
            if (next == '\n')
                line++;
        }
    }
}
