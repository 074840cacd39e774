using Burst.Core.Ids;
using Burst.Cost.Prices;

namespace Burst.Cost.Tests.Prices;

public sealed class PriceFileTests
{
    [Fact]
    public void File_ThatStandsAlone_HasOnlyItsOwnPrices()
    {
        var book = Parse(
            """
            { "asOf": "2026-12-01",
              "containerGroups": [ { "region": "westeurope", "tier": "aci", "perVcpuHour": "0.05", "perGbHour": "0.006", "source": "invoice", "read": "2026-12" } ] }
            """);

        Assert.Equal("0.05", book.QuoteGroup("westeurope", Tier.Aci).Rates!.PerVcpuHour.ToString());
        Assert.Null(book.QuoteGroup("eastus", Tier.Aci).Rates);
        Assert.Empty(book.Sizes);
        Assert.Equal(new DateOnly(2026, 12, 1), book.AsOf);
    }

    [Fact]
    public void File_ThatExtendsTheBuiltIn_ReplacesAndAdds()
    {
        var book = Parse(
            """
            { "asOf": "2026-12-01", "extends": "built-in",
              "vms": [
                { "region": "eastus", "size": "Standard_d4s_v5", "tier": "vm-reserved", "reservedYears": 1, "perNodeHour": "0.11", "source": "invoice", "read": "2026-12-01" },
                { "region": "eastus", "size": "D2s_v5", "tier": "vm", "perNodeHour": "0.1", "source": "invoice", "read": "2026-12-01" } ] }
            """);

        Assert.Equal("0.11", book.QuoteVm("eastus", "D4s_v5", Tier.VmReserved, 1).Rates!.PerNodeHour.ToString());
        Assert.Equal("0.10", book.QuoteVm("eastus", "D2s_v5", Tier.Vm, null).Rates!.PerNodeHour.ToString());
        Assert.Equal("0.0405", book.QuoteGroup("eastus", Tier.Aci).Rates!.PerVcpuHour.ToString());
        Assert.Equal("0.096", PriceBook.BuiltIn.QuoteVm("eastus", "D2s_v5", Tier.Vm, null).Rates!.PerNodeHour.ToString());
    }

    [Fact]
    public void File_WithManyErrors_ReportsAllOfThem()
    {
        var error = Assert.Throws<PriceFileException>(() => Parse(
            """
            { "asOf": "today", "currency": "USD", "extends": "other.json",
              "offers": [ { "tier": "aci-spot", "regions": ["East US", 7], "source": "s", "read": "2026-10-09" } ],
              "vmSizes": [
                { "size": "D2s_v5", "vcpus": 2, "memoryMib": 8192, "source": "s", "read": "2026-10-09" },
                { "size": "Standard_d2S_v5", "vcpus": 2.5, "memoryMib": 0, "source": "s", "read": "2026-10-09" } ],
              "containerGroups": [
                { "region": "eastus", "tier": "aci", "perVcpuHour": 0.0405, "perGbHour": "-1", "source": " ", "read": "yesterday" },
                { "region": "eastus", "tier": "aci", "perVcpuHour": "0.0000000000001", "perGbHour": "1e3", "source": "s", "read": "2026-10-09" },
                { "region": "EastUS", "tier": "vm", "perVcpuHour": "1000000.01", "perGbHour": "0.1", "perNodeHour": "1", "source": "s", "read": "2026-10-09" },
                "eastus" ],
              "vms": [
                { "region": "eastus", "size": "D9_v9", "tier": "vm", "perNodeHour": "0.1", "source": "s", "read": "2026-10-09" },
                { "region": "eastus", "size": "D2s_v5", "tier": "vm-reserved", "reservedYears": 2, "perNodeHour": "0.1", "source": "s", "read": "2026-10-09" },
                { "region": "eastus", "size": "D2s_v5", "tier": "vm", "reservedYears": 1, "perNodeHour": "0.1", "source": "s", "read": "2026-10-09" },
                { "size": "D2s_v5", "size": "D2s_v5", "tier": "vm" } ] }
            """));

        Approval.Check("price-file-errors.txt", error.Message + "\n");
    }

    [Theory]
    [InlineData("{ \"asOf\": ", "line 1, byte")]
    [InlineData("[]", "$: expected an object, found an array")]
    [InlineData("{ \"asOf\": \"2026-10-09\", \"vms\": {} }", "$.vms: an object is not accepted; expected an array of objects")]
    [InlineData("{ \"asOf\": \"\\ud800\" }", "not Unicode")]
    public void Text_ThatIsNoPriceFile_IsRefused(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<PriceFileException>(() => Parse(json)).Message);

    [Fact]
    public void Errors_AreLimited()
    {
        var groups = string.Join(",", Enumerable.Repeat("1", 1000));

        var error = Assert.Throws<PriceFileException>(() => Parse($"{{ \"asOf\": \"2026-10-09\", \"vms\": [{groups}] }}"));

        Assert.Equal(PriceFileException.ErrorsMax, error.Errors.Length);
    }

    [Fact]
    public void Load_ReadsAFile_AndRefusesOneThatIsTooLong()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{ "asOf": "2026-12-01", "extends": "built-in" }""");
            var book = PriceBook.Load(path);
            Assert.Equal(path, book.Source);
            Assert.Equal(PriceBook.BuiltIn.Entries, book.Entries);

            File.WriteAllText(path, new string(' ', PriceBook.FileBytesMax + 1));
            Assert.Contains("at most 4194304", Assert.Throws<PriceFileException>(() => PriceBook.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static PriceBook Parse(string json) => PriceBook.Parse(json, "my-prices.json");
}
