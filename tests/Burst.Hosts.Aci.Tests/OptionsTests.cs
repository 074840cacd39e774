using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Options_ThatAreFine_HaveNoErrors() => Assert.Empty(A.Options().FindErrors());

    [Fact]
    public void Options_WithEverythingWrong_NameAllOfItAtOnce()
    {
        var options = A.Options() with
        {
            Endpoint = new Uri("http://arm.example/"),
            Audience = " ",
            SubscriptionId = Guid.Empty,
            ResourceGroup = "ends.",
            Region = "West Europe",
            OwnerId = "me",
            ExpiryAfter = TimeSpan.Zero,
            DeleteConfirmWait = TimeSpan.Zero,
            RequestTimeout = TimeSpan.FromDays(1),
            ReadTimeout = TimeSpan.Zero,
            LogPollInterval = TimeSpan.Zero,
        };
        string[] names =
        [
            "Endpoint", "Audience", "SubscriptionId", "ResourceGroup", "Region", "OwnerId", "ExpiryAfter", "DeleteConfirmWait",
            "RequestTimeout", "ReadTimeout", "LogPollInterval",
        ];
        Assert.Equal(names.Order(), options.FindErrors().Select(error => error.Split(':')[0]).Order());
        var exception = Assert.Throws<ArgumentException>(() => new AciFixture(options));
        Assert.All(names, name => Assert.Contains(name, exception.Message));
    }
}
