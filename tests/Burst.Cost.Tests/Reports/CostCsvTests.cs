using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

public sealed class CostCsvTests
{
    [Fact]
    public void Write_QuotesOnlyWhatNeedsIt_AndEndsEachLineWithCrLf()
    {
        var row = new CostRow
        {
            Kind = CostRowKind.Pods,
            Namespace = "a,b",
            Workload = "say \"hi\"\nthere",
            Tier = Tier.Aci,
            Pods = 3,
            CoreSeconds = 1234.5m,
            Cost = Money.Parse("0.000124861111"),
        };

        Assert.Equal(
            "kind,namespace,workload,node,tier,pods,coreSeconds,costUsd\r\n" +
            "pods,\"a,b\",\"say \"\"hi\"\"\nthere\",,aci,3,1234.5,0.000124861111\r\n",
            CostCsv.Write([row]));
    }
}
