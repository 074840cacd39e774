using System.Collections.Concurrent;
using Burst.Emulator.Faults;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>
/// Every fault of the emulator in every scenario, and in each of these the process killed before and after each call: nothing is
/// leaked, doubled or wrongly deleted, and the ledger is the invoice. BURST_MATRIX=all runs every cell, as eng/lane-matrix does; otherwise
/// each scenario runs without a kill and with one of them.
/// </summary>
public sealed class FaultMatrixTests
{
    private const int CellsAtOnce = 16;

    public static TheoryData<FaultKind, bool> Rows()
    {
        var data = new TheoryData<FaultKind, bool>();
        foreach (var fault in FaultRow.All)
            data.Add(fault.Kind, fault.AfterEffect);
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Fault_WhateverCallTheProcessDiesAt_LeaksAndDoublesNothing(FaultKind kind, bool afterEffect)
    {
        var wrong = new ConcurrentQueue<string>();
        var cells = Choose(new FaultRow(kind, afterEffect));
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = CellsAtOnce }, async (cell, _) =>
        {
            if (await cell.RunAsync() is { Count: > 0 } findings)
                wrong.Enqueue(string.Join(Environment.NewLine, findings.Prepend($"{cell}:")));
        });
        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void Matrix_HasEveryFaultInEveryScenario()
    {
        Assert.Equal(Enum.GetValues<FaultKind>(), FaultRow.All.Select(fault => fault.Kind).Distinct());
        Assert.All(FaultRow.All, fault => Assert.Superset(
            new HashSet<Scenario> { Scenario.Create, Scenario.Observe, Scenario.Delete, Scenario.DeleteDuringCreate },
            MatrixCell.Of(fault).Select(cell => cell.Scenario).ToHashSet()));
        Assert.True(FaultRow.All.Sum(fault => MatrixCell.Of(fault).Count()) > 700);
    }

    private static IEnumerable<MatrixCell> Choose(FaultRow fault)
    {
        var cells = MatrixCell.Of(fault);
        return Environment.GetEnvironmentVariable("BURST_MATRIX") == "all" ? cells : cells.GroupBy(cell => cell.Scenario).SelectMany(Sample);
    }

    private static IEnumerable<MatrixCell> Sample(IEnumerable<MatrixCell> scenario)
    {
        var (never, killed) = (scenario.First(), scenario.Skip(1).ToList());
        return [never, killed[((int)never.Fault.Kind + (int)never.Scenario) % killed.Count]];
    }
}
