using System.Text.Json.Nodes;
using Burst.Cli.Commands;
using Burst.Cli.Output;
using Burst.Cli.Tests.Support;
using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cli.Tests.Output;

public sealed class TextTests
{
    [Fact]
    public void TextTable_AlignsColumns_AndKeepsARowOnItsLine()
    {
        var table = new TextTable("NAME", "STATUS", "MESSAGE");
        table.Add("a-long-name", "Ok", "two\nlines \u001b[31mred");
        table.Add("b", "", "");

        Assert.Equal("NAME          STATUS   MESSAGE\na-long-name   Ok       two lines  [31mred\nb\n", Print(table.WriteTo));
    }

    [Fact]
    public void EventList_WithinASecond_KeepsTheOrderInWhichThingsHappened()
    {
        var events = new JsonArray(Event("12", "Third", "10:00:01"), Event("11", "Second", "10:00:01"), Event("9", "First", "10:00:01"), Event("8", "Zeroth", "10:00:00"));

        var lines = Print(output => EventList.Write(events, output)).TrimEnd().Split('\n')[1..];

        Assert.Equal(["Zeroth", "First", "Second", "Third"], lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]));
    }

    [Fact]
    public void CostText_ReadsAsApproved() => Approval.Check("cost.txt", Print(output => CostText.Write(Report(), output)));

    [Fact]
    public void CostText_WithoutPricesForAlternatives_SaysWhy()
    {
        var report = Report() with
        {
            AllAci = new AllAciCost(null, "no sourced price for aci in atlantis"),
            VmPeak = new VmPeakCost { Refusal = "no sourced price for D2s_v5 vm in atlantis", Region = "atlantis", Size = "D2s_v5", Tier = Tier.Parse("vm") },
            Wait = new WaitStatistics(0, null, null, null),
        };

        Approval.Check("cost-refused.txt", Print(output => CostText.Write(report, output)));
    }

    [Fact]
    public void CostText_FromSums_SaysUntilWhenAndWhatIsMissing()
    {
        var until = new DateTimeOffset(2029, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var report = Report() with
        {
            SumsUntil = until,
            Peak = null,
            VmPeak = Report().VmPeak with { Cost = null, Nodes = null, Refusal = "usage until 2029-12-01 00:00 UTC is kept as sums" },
        };

        Approval.Check("cost-sums.txt", Print(output => CostText.Write(report, output)));
    }

    [Theory]
    [InlineData("vm-1=D2s_v5", "vm-1", "D2s_v5", "vm", null)]
    [InlineData("vm-1=D2s_v5:vm", "vm-1", "D2s_v5", "vm", null)]
    [InlineData("vm-1=D2s_v5:vm-reserved:3", "vm-1", "D2s_v5", "vm-reserved", 3)]
    public void NodeFlag_ReadsNameSizeTierAndYears(string text, string name, string size, string tier, int? years)
    {
        var node = NodeFlag.Parse(text);

        Assert.Equal((name, size, tier, years), (node.Name, node.Size, node.Tier, node.ReservedYears));
    }

    [Theory]
    [InlineData("")]
    [InlineData("vm-1")]
    [InlineData("vm-1=D2s_v5:vm-reserved:one")]
    [InlineData("vm-1=D2s_v5:vm-reserved:-1")]
    [InlineData("vm-1=D2s_v5:vm-reserved:1:2")]
    public void NodeFlag_OfAnotherShape_IsUsage_AndSaysTheShape(string text)
    {
        var error = Assert.Throws<CommandException>(() => NodeFlag.Parse(text));

        Assert.Equal(ExitCodes.Usage, error.ExitCode);
        Assert.Equal($"--node '{text}' is not a node; write NAME=SIZE, or NAME=SIZE:vm-reserved:1 with the years reserved.", error.Message);
    }

    private static JsonObject Event(string sequence, string reason, string time) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = sequence },
        ["type"] = "Normal",
        ["reason"] = reason,
        ["lastTimestamp"] = $"2026-01-01T{time}Z",
    };

    private static string Print(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }

    private static CostReport Report() => new()
    {
        From = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        To = new DateTimeOffset(2030, 1, 1, 0, 1, 0, TimeSpan.Zero),
        Grouping = CostGrouping.Workload,
        Rows =
        [
            new CostRow { Kind = CostRowKind.Pods, Namespace = "default", Workload = "Job/burst", Tier = Tier.Aci, Pods = 36, CoreSeconds = 360, Cost = Money.Parse("0.0045") },
            new CostRow { Kind = CostRowKind.Pods, Namespace = "default", Workload = "Deployment/web", Tier = Tier.Parse("vm"), Pods = 3, CoreSeconds = 180, Cost = Money.Parse("0.0024") },
            new CostRow { Kind = CostRowKind.VmIdle, Node = "vm-1", Pods = 0, CoreSeconds = 60.5m, Cost = Money.Parse("0.0008") },
        ],
        Total = Money.Parse("0.0077"),
        PodsRun = 39,
        PodsSpilled = 36,
        Peak = new DemandPeak(new DateTimeOffset(2030, 1, 1, 0, 0, 20, TimeSpan.Zero), 39, new Resources(39_000, 39_936)),
        AllAci = new AllAciCost(Money.Parse("0.0154"), null),
        VmPeak = new VmPeakCost { Cost = Money.Parse("0.0320"), Region = "eastus", Size = "D2s_v5", Tier = Tier.Parse("vm"), PerNodeHour = Money.Parse("0.096"), Nodes = 20 },
        Wait = new WaitStatistics(39, 3.25m, 4m, 4.75m),
    };
}
