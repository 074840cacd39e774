namespace Burst.Simulation.Traces;

/// <summary>One format: a line to a job.</summary>
internal interface ITraceRows
{
    /// <summary>Lines at the top that are no rows: an error there is never skipped.</summary>
    int HeaderLines { get; }

    /// <summary>Null for a line that is no row: a header, a comment, an empty line.</summary>
    /// <exception cref="BadRowException">The row cannot be used.</exception>
    TraceJob? Parse(string text, long line);
}
