using System.Globalization;
using System.Text;
using Burst.Core.Serialization;

namespace Burst.Core.Tests.Serialization;

public sealed class RecentlyReadTests
{
    /// <summary>More than there are places, all of one length: many of them fall on the same one.</summary>
    [Fact]
    public void WhateverFallsOnTheSamePlace_IsNotTakenForAnother()
    {
        var recent = new RecentlyRead<string>(Encoding.UTF8.GetString);

        for (var number = 10_000; number < 40_000; number++)
        {
            var json = number.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(json, recent.Of(Encoding.UTF8.GetBytes(json)));
        }
    }

    [Fact]
    public void WhatIsThereWordForWord_IsReadOnce()
    {
        var reads = 0;
        var recent = new RecentlyRead<object>(_ => reads++);

        Assert.Same(recent.Of("{}"u8), recent.Of("{}"u8));
        Assert.Equal(1, reads);
    }
}
